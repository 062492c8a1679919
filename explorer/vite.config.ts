// Makes one HTML file with everything inline; kg/explorer/page.py serves it, and writes it out with data inside, under a strict policy.
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { licences } from "./licences.ts";
import { region } from "./region.ts";

export default defineConfig({
  base: "./",
  plugins: [region(), viteSingleFile({ removeViteModuleLoader: true }), licences()],
  build: {
    outDir: "../kg/explorer/page", emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 4000, license: { fileName: "LICENSES.md" },
    reportCompressedSize: false,
  },
});
