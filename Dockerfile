# Only what runs: the sources as they are, the packages they need, no build step and no compiler.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY bin bin
# Optional packages bring another Node for machines without one; the image has its own.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY bin bin
COPY src src
COPY drizzle drizzle
COPY config/followthrough.example.yaml config/
COPY config/demo config/demo
# Everything else is root's: the process can change its data and its compile cache, and nothing more.
RUN mkdir -p data .cache && chown node:node data .cache && chmod 0700 data
USER node
VOLUME /app/data
EXPOSE 4680
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4680/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/followthrough.mjs"]
CMD ["serve"]
