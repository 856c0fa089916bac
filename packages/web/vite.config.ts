import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2023", assetsInlineLimit: 0, license: { fileName: "licences.md" } },
  server: { proxy: { "/api": "http://127.0.0.1:8100" } },
});
