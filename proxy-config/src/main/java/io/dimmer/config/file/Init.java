package io.dimmer.config.file;

import io.dimmer.config.value.Address;

/** The first configuration file of somebody new. */
public final class Init {
    /** Where stable is looked for unless told otherwise. */
    public static final Address STABLE = new Address("127.0.0.1", 9001);

    /** Where the candidate is looked for unless told otherwise. */
    public static final Address CANDIDATE = new Address("127.0.0.1", 9002);

    private Init() {}

    /** The commented smallest configuration: service {@code shop}, {@code blue} stable, {@code canary} dark. */
    public static String text(Address stable, Address candidate) {
        return TEXT.formatted(quoted(stable), quoted(candidate));
    }

    /** An IPv6 address begins with a bracket, which would begin a list. */
    private static String quoted(Address address) {
        String text = address.toString();
        return text.startsWith("[") ? "\"" + text + "\"" : text;
    }

    private static final String TEXT = """
            # Dimmer configuration. Check it:  ./dimmer validate    Start it:  ./dimmer run
            # Every key, with its default:     docs/configuration.md

            listeners:
              - name: edge
                address: 127.0.0.1:8080        # where users come in

            services:
              shop:                            # what users call; choose a better name
                stable: blue                   # the version you trust: others are compared with it
                versions:
                  blue:
                    endpoints: [%s]
                    weight: 100
                  canary:                      # the new version: dark until you turn it up with
                    endpoints: [%s]  # ./dimmer weight shop canary=5%%
                    weight: 0
                sticky:
                  by:                          # who a user is: the first of these that a request has
                    - header: X-User-Id
                    - cookie: uid
                    - clientAddress: true
            """;
}
