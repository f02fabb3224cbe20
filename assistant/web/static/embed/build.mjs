/** Build the widget's scripts (`npm run widget`): small, one file each, committed with a hash.
 *
 * Not part of any page. The hash is of all sources, so that a test can tell when they are newer.
 */
import { gzip } from "@gfx/zopfli";
import { build, transform } from "esbuild";
import { minify } from "terser";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDERS = [HERE, join(HERE, "../draw")];
const OPENED = ["open", "remote"];
const LATER = ["frame", "aloud", "hant", "more"];

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

/** What v1.js holds already is not sent again: what opens takes it from the element (element.js, kit). */
const kit = {
  name: "kit",
  setup(made) {
    made.onLoad({ filter: /\/(draw\/dom|embed\/parts)\.js$/ }, async ({ path }) => {
      const names = [...(await readFile(path, "utf8")).matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
      const from = 'customElements.get("policy-assistant").kit';
      return { contents: names.map((name) => `export const ${name} = /* @__PURE__ */ (() => ${from}.${name})();`).join("\n") };
    });
  },
};

/** What open.js holds already is not sent again: the parts that come after it import it from there. */
const fromOpen = {
  name: "open",
  setup(made) {
    made.onResolve({ filter: /\/(dom|text|focus)\.js$/ }, () => ({ path: "./open.js", external: true }));
  },
};

const shared = {
  outdir: join(HERE, "built"),
  bundle: true,
  format: /** @type {"esm"} */ ("esm"),
  minify: true,
  target: "es2020",
  charset: /** @type {"utf8"} */ ("utf8"),
  write: false,
  legalComments: /** @type {"none"} */ ("none"),
  mangleProps: /^_[a-z]/,
};
/** As small as gzip gets it; what a server makes of it at every request is larger by a twentieth. */
const squeezed = (bytes) =>
  new Promise((resolve, reject) => {
    gzip(bytes, { numiterations: 50 }, (error, found) => (error ? reject(error) : resolve(found)));
  });
const file = (name) => join(HERE, `${name}.js`);
const built = async (names, plugins) => (await build({ ...shared, entryPoints: names.map(file), plugins })).outputFiles;
const made = [...(await built(["v1"], [styles])), ...(await built(OPENED, [styles, kit])), ...(await built(LATER, [styles, fromOpen]))];
await mkdir(shared.outdir, { recursive: true });
for (const { path, text } of made) {
  const { code } = await minify(text, {
    module: true,
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true },
    format: { ecma: 2020 },
  });
  await writeFile(path, code);
  await writeFile(`${path}.gz`, await squeezed(Buffer.from(code)));
  await writeFile(`${path}.br`, brotliCompressSync(code));
}

const hash = createHash("sha256");
for (const folder of FOLDERS) {
  const names = (await readdir(folder)).filter((name) => /\.(js|css|json)$/.test(name)).sort();
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(folder, name)));
}
await writeFile(join(HERE, "built", "sources.sha256"), `${hash.digest("hex")}\n`);
