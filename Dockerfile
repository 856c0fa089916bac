# The server, as `sextant serve` runs it: `docker build -t sextant .`. The memory is in the volume /data.
FROM node:26-slim AS built
WORKDIR /sextant
COPY . .
RUN npx --yes pnpm@12 install --frozen-lockfile && npx --yes pnpm@12 --filter @sextant/web build

FROM node:26-slim
WORKDIR /sextant
COPY --from=built --chown=node:node /sextant /sextant
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
ENV SEXTANT_DATA=/data SEXTANT_ACCESS=tokens NODE_ENV=production
EXPOSE 8100
HEALTHCHECK --start-period=10m CMD ["node", "-e", "fetch('http://127.0.0.1:8100/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1))"]
ENTRYPOINT ["node", "packages/cli/src/main.ts"]
CMD ["serve", "--host", "0.0.0.0"]
