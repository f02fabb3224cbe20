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
const PARTS = ["v1", "frame", "remote", "aloud", "hant", "open", "drawn", "more"];
const KIT = ["draw/dom.js", "draw/talk.js", "embed/parts.js"];

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

/** What v1.js holds already is not sent again: the other parts take it from the element (element.js, kit). */
const kit = {
  name: "kit",
  setup(made) {
    made.onLoad({ filter: /\.js$/ }, async ({ path }) => {
      if (!KIT.some((one) => path.endsWith(`static/${one}`))) return undefined;
      const names = [...(await readFile(path, "utf8")).matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(
        ([, name]) => name,
      );
      const from = 'customElements.get("policy-assistant").kit';
      return { contents: names.map((name) => `export const ${name} = /* @__PURE__ */ (() => ${from}.${name})();`).join("\n") };
    });
  },
};

const shared = {
  outdir: join(HERE, "built"),
  bundle: true,
  format: /** @type {"esm"} */ ("esm"),
  minify: true,
  target: "es2020",
  charset: /** @type {"utf8"} */ ("utf8"),
  legalComments: /** @type {"none"} */ ("none"),
  mangleProps: /^_[a-z]/,
};
const file = (name) => join(HERE, `${name}.js`);
await build({ ...shared, entryPoints: [file(PARTS[0])], plugins: [styles] });
await build({ ...shared, entryPoints: PARTS.slice(1).map(file), plugins: [styles, kit] });

const hash = createHash("sha256");
for (const folder of FOLDERS) {
  const names = (await readdir(folder)).filter((name) => /\.(js|css|json)$/.test(name)).sort();
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(folder, name)));
}
await mkdir(join(HERE, "built"), { recursive: true });
await writeFile(join(HERE, "built", "sources.sha256"), `${hash.digest("hex")}\n`);
