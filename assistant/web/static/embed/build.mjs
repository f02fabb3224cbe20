/** Build the widget's scripts (`npm run widget`): small, one file each, committed with a hash.
 *
 * Not part of any page. The hash is of all sources, so that a test can tell when they are newer.
 */
import { build, transform } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDERS = [HERE, join(HERE, "../draw")];
const PARTS = ["v1", "frame", "remote", "aloud", "drawn"];

/** A style sheet as the string that a script adopts. */
const styles = {
  name: "styles",
  setup(made) {
    made.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: "chrome90" });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

await build({
  entryPoints: PARTS.map((name) => join(HERE, `${name}.js`)),
  outdir: join(HERE, "built"),
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  mangleProps: /^_[a-z]/,
  plugins: [styles],
});

const hash = createHash("sha256");
for (const folder of FOLDERS) {
  const names = (await readdir(folder)).filter((name) => /\.(js|css|json)$/.test(name)).sort();
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(folder, name)));
}
await mkdir(join(HERE, "built"), { recursive: true });
await writeFile(join(HERE, "built", "sources.sha256"), `${hash.digest("hex")}\n`);
