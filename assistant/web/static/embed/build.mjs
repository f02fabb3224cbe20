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
const ALONE = ["full"];

const read = (path) => readFile(path, "utf8");
const sources = [];
for (const folder of FOLDERS) {
  const names = (await readdir(folder)).filter((name) => /\.(js|css|json)$/.test(name)).sort();
  for (const name of names) sources.push({ name, text: await read(join(folder, name)) });
}
const all = (kind) => sources.filter(({ name }) => name.endsWith(kind)).map(({ text }) => text);

/** The names of the panel's own custom properties, shortened; --pa-… belong to the page around it, --accent is set by paint.js. */
const LETTERS = [..."abcdefghijklmopqrtuvwABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const PROPERTY = /--[a-z][a-z-]+\b/g;
const variables = [...new Set(all(".css").flatMap((text) => text.match(PROPERTY) || []))].filter((name) => !/^--(pa-|accent$)/.test(name));
const shorter = new Map(variables.sort().map((name, at) => [name, `--${LETTERS[at]}`]));
const lean = (text) => text.replace(PROPERTY, (name) => shorter.get(name) || name);

/** A style sheet as the string that a script adopts. */
const styles = {
  name: "styles",
  setup(made) {
    made.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await read(path), { loader: "css", minify: true, target: "chrome90" });
      return { contents: lean(code.trim()), loader: "text" };
    });
  },
};

/** What v1.js holds already is not sent again: what opens takes it from the element (element.js, kit). */
const kit = {
  name: "kit",
  setup(made) {
    made.onLoad({ filter: /\/(draw\/dom|embed\/parts)\.js$/ }, async ({ path }) => {
      const names = [...(await read(path)).matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
      const from = 'customElements.get("policy-assistant").kit';
      return { contents: names.map((name) => `export const ${name} = /* @__PURE__ */ (() => ${from}.${name})();`).join("\n") };
    });
  },
};

/** What open.js holds already is not sent again: the parts that come after it import it from there. */
const fromOpen = {
  name: "open",
  setup(made) {
    made.onResolve({ filter: /\/(dom|text|talk|say)\.js$/ }, () => ({ path: "./open.js", external: true }));
  },
};

/** What only the scripts of the panel call each other by: neither the Answer nor a browser has these names. */
const INNER = [
  "acts",
  "arrange",
  "article",
  "asks",
  "buttons",
  "cite",
  "correct",
  "deepen",
  "does",
  "escape",
  "hear",
  "hideCard",
  "isFrame",
  "isModal",
  "labels",
  "nodes",
  "offer",
  "offered",
  "outside",
  "tune",
  "turned",
  "unfolded",
  "worded",
];

const shared = {
  outdir: join(HERE, "built"),
  bundle: true,
  format: /** @type {"esm"} */ ("esm"),
  minify: true,
  target: "es2020",
  charset: /** @type {"utf8"} */ ("utf8"),
  write: false,
  legalComments: /** @type {"none"} */ ("none"),
  mangleProps: new RegExp(`^(_[a-z].*|${INNER.join("|")})$`),
};
/** As small as gzip gets it; what a server makes of it at every request is larger by a twentieth. */
const squeezed = (bytes) =>
  new Promise((resolve, reject) => {
    gzip(bytes, { numiterations: 300 }, (error, found) => (error ? reject(error) : resolve(found)));
  });
const file = (name) => join(HERE, `${name}.js`);
/** Names that begin with _ are shortened, alike in every script. */
let mangleCache = {};
async function built(names, plugins) {
  const made = await build({ ...shared, mangleCache, entryPoints: names.map(file), plugins });
  ({ mangleCache } = made);
  return made.outputFiles;
}
const made = [
  ...(await built(["v1"], [styles])),
  ...(await built(OPENED, [styles, kit])),
  ...(await built(LATER, [styles, fromOpen])),
  ...(await built(ALONE, [styles])),
];
await mkdir(shared.outdir, { recursive: true });
for (const { path, text } of made) {
  const { code } = await minify(text, {
    module: true,
    ecma: 2020,
    compress: { passes: 3, inline: 1, keep_fargs: false, pure_getters: true, unsafe: true, unsafe_arrows: true, unsafe_methods: true },
    format: { ecma: 2020 },
  });
  await writeFile(path, code);
  await writeFile(`${path}.gz`, await squeezed(Buffer.from(code)));
  await writeFile(`${path}.br`, brotliCompressSync(code));
}

const hash = createHash("sha256");
for (const { name, text } of sources) hash.update(`${name}\n`).update(text);
await writeFile(join(HERE, "built", "sources.sha256"), `${hash.digest("hex")}\n`);
