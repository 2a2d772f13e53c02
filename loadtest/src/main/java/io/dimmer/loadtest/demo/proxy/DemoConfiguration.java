package io.dimmer.loadtest.demo.proxy;

import java.nio.file.Path;

/**
 * The configuration that the demo's proxy runs with: what a user would write, and nothing that the demo alone could do.
 *
 * @param blue endpoint of the stable version, {@code 127.0.0.1:40123}
 * @param green endpoint of the other version that users know
 * @param canary endpoint of the version on trial
 * @param seed decides which users try the canary
 */
public record DemoConfiguration(
        int edgePort, int adminPort, String blue, String green, String canary, Path state, long seed) {

    /** The text of the file. */
    public String yaml() {
        return String.join(
                "\n",
                "# Written by ./dimmer demo.",
                "listeners:",
                "  - {name: edge, address: 127.0.0.1:" + edgePort + "}",
                "admin:",
                "  address: 127.0.0.1:" + adminPort,
                "state:",
                "  dir: '" + state.toString().replace("'", "''") + "'",
                "services:",
                "  shop:",
                "    stable: blue",
                "    versions:",
                "      blue: {endpoints: [" + blue + "], weight: 50}",
                "      green: {endpoints: [" + green + "], weight: 45}",
                "      canary: {endpoints: [" + canary + "], weight: 5}",
                "    sticky:",
                "      by:",
                "        - header: X-User-Id",
                "      seed: demo-" + seed,
                "    force:",
                "      header: X-Dimmer-Version",
                "      allow: [127.0.0.0/8]",
                "    expose: everyone",
                "    drain:",
                "      deadline: 10s",
                "");
    }
}
