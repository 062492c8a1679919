// Vite lists the licences of the scripts that are in the page; the fonts and the outlines of the map are in it too.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const PACKAGES = ["@fontsource/ibm-plex-sans-arabic", "@fontsource/noto-naskh-arabic", "world-atlas"];
const FILE = "LICENSES.md";

export function licences(): Plugin {
  return {
    name: "isnad-licences",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const list = bundle[FILE];
        if (list?.type !== "asset") throw new Error(`the build has no ${FILE}`);
        const find = createRequire(import.meta.url).resolve;
        const added = PACKAGES.map((name) => {
          const about = JSON.parse(readFileSync(find(`${name}/package.json`), "utf8")) as { version: string; license: string };
          return `## ${name} - ${about.version} (${about.license})\n\n${readFileSync(find(`${name}/LICENSE`), "utf8").trim()}\n`;
        });
        list.source = `${String(list.source).trimEnd()}\n\n${added.join("\n")}`;
      },
    },
  };
}
