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
# Healthy while Redis can be reached and a worker is connected to it.
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s \
  CMD ["node", "dist/src/cli/main.js", "status", "--require-worker"]
# No shell in between: SIGTERM reaches the worker, which finishes what it has. Tolk handles it as pid 1.
ENTRYPOINT ["node", "dist/src/cli/main.js"]
CMD ["worker"]
