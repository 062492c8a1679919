// Makes one HTML file with everything inline, and in it a policy that lets nothing run but what was built.
import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { region } from "./region";

/**
 * A Content-Security-Policy in the page itself, so that it holds for a page that is opened from disk as well: scripts and styles by their
 * hashes, nothing from any other host, requests only to where the page came from.
 */
function policy(): Plugin {
  return {
    name: "isnad-policy",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") throw new Error("the build has no index.html");
        const html = String(page.source).replace(/<(script type="module") crossorigin>/u, "<$1>");
        const hashes = (tag: RegExp) => [...html.matchAll(tag)].map((m) => `'sha256-${createHash("sha256").update(m[1]!).digest("base64")}'`).join(" ");
        const rules = [
          "default-src 'none'", `script-src ${hashes(/<script type="module">([\s\S]*?)<\/script>/gu)}`,
          `style-src ${hashes(/<style[^>]*>([\s\S]*?)<\/style>/gu)}`, "img-src data: blob:", "font-src data:", "connect-src 'self'",
          "form-action 'none'", "base-uri 'none'",
        ];
        page.source = html.replace('<meta charset="utf-8">', (meta) => `${meta}\n    <meta http-equiv="Content-Security-Policy" content="${rules.join("; ")}">`);
      },
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [region(), viteSingleFile({ removeViteModuleLoader: true }), policy()],
  build: {
    outDir: "../kg/explorer/page", emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 4000, license: { fileName: "LICENSES.md" },
    reportCompressedSize: false,
  },
  test: { include: ["tests/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
