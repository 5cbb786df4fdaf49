# The worker. Build: docker build -t tolk . — run: docker compose up --scale worker=3

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY workers workers
RUN npm run build

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
USER node
# Healthy while this container's own worker runs: not when it is frozen, paused or cut off from Redis.
# The worker writes the file every two seconds; no Node process is started to ask.
ENV TOLK_HEALTH_FILE=/tmp/tolk-worker
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD test -n "$(find "$TOLK_HEALTH_FILE" -newermt '-30 seconds')" && grep -qx running "$TOLK_HEALTH_FILE"
# No shell in between: SIGTERM reaches the worker, which finishes what it has. Tolk handles it as pid 1.
ENTRYPOINT ["node", "dist/src/cli/main.js"]
CMD ["worker"]
