import { gzipSync } from 'node:zlib'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { words } from './src/words/zh'

// The words of index.html stand with all the others.
const wordsIntoHtml: Plugin = {
  name: 'words-into-html',
  transformIndexHtml: (html) => html.replace('%title%', words.title).replace('%noscript%', words.noscript),
}

// Beside each text file its .gz, which the service hands out as it is.
function gzipped(): Plugin {
  let folder = ''
  return {
    name: 'gzipped',
    apply: 'build',
    configResolved: (config) => { folder = resolve(config.root, config.build.outDir) },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true }) as string[])
        if (/\.(html|js|css|svg)$/.test(name)) writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 9 }))
    },
  }
}

export default defineConfig({
  base: './',
  plugins: [vue(), wordsIntoHtml, gzipped()],
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false },
  build: {
    target: ['es2020', 'chrome80', 'safari14'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the page policy allows no scripts and styles but files
  },
  server: { host: '127.0.0.1', proxy: { '/chat': { target: process.env.LINLI_URL ?? 'http://127.0.0.1:8080', ws: true } } },
  test: { environment: 'jsdom', include: ['tests/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0])
