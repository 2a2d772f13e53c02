package io.dimmer.cli.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.edge.Role;
import io.dimmer.config.file.model.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token new}: one token, shown once. */
@Command(
        name = "new",
        description = {
            "A role: makes an admin token. What belongs into the file that admin.tokens names, with the token's hash, goes to"
                    + " standard output; the token itself is shown once, on standard error.",
            "force: signs an order to serve one version until it expires, for force.allow: signed."
        },
        footer = {
            "  ./dimmer token new operator --id maria > admin-tokens.yaml",
            "  ./dimmer token new force --version canary --for 2h --keys force-keys.yaml"
        })
public final class NewTokenCommand implements Callable<Integer> {
    private static final String FORCE = "force";
    private static final String PREFIX = "dimmer_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 2;

    private final Terminal terminal;
    private final SecureRandom random = new SecureRandom();

    @Parameters(paramLabel = "ROLE|force", description = "viewer, responder, operator, approver, admin; or force.")
    private String kind = "";

    @Option(names = "--id", paramLabel = "NAME", description = "Who holds it. Default: the role and four digits.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--approver", description = "It may also approve.")
    private boolean approver;

    @Option(names = "--json", description = "JSON, the token included, on standard output.")
    private boolean json;

    @Mixin
    private ForceOrder order = new ForceOrder();

    /** Behind a terminal. */
    public NewTokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (kind.equals(FORCE)) {
            refuseWith(id.isPresent() || approver, "--id and --approver", "a role");
            order.sign(terminal, json);
        } else {
            Role role = role();
            refuseWith(order.isGiven(), "--version, --service, --for and --keys", FORCE);
            tell(role, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES)));
        }
        return ExitCode.SUCCESS.number();
    }

    private static void refuseWith(boolean given, String options, String kind) {
        if (given) {
            throw Failure.usage(options + " go with " + kind);
        }
    }

    private Role role() {
        List<String> words = new ArrayList<>();
        for (Role role : Role.values()) {
            words.add(word(role));
            if (word(role).equals(kind)) {
                return role;
            }
        }
        words.add(FORCE);
        throw Failure.usage("token new: found " + kind + ", expected " + Words.oneOf(kind, words));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private void tell(Role role, String token) {
        String holder = id.orElseGet(() -> word(role) + "-" + HexFormat.of().formatHex(bytes(ID_BYTES)));
        if (!holder.matches("[A-Za-z0-9][A-Za-z0-9._@-]*")) {
            throw Failure.usage("--id: found " + holder + ", expected letters, digits, '.', '_', '@' or '-'");
        }
        boolean both = approver && role != Role.APPROVER;
        List<String> roles = both ? List.of(word(role), word(Role.APPROVER)) : List.of(word(role));
        if (json) {
            terminal.out().println(object(holder, roles, token).toPrettyString());
            return;
        }
        String written = both ? "[" + String.join(", ", roles) + "]" : roles.get(0);
        terminal.out().println("tokens:");
        terminal.out().println("  - {id: " + holder + ", role: " + written + ", sha256: " + sha256(token) + "}");
        Arrays.asList(
                        "the token, shown this once:  " + token,
                        "Its line belongs into the file that admin.tokens names; whoever holds it sets DIMMER_TOKEN.")
                .forEach(terminal.err()::println);
    }

    private static ObjectNode object(String holder, List<String> roles, String token) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("id", holder);
        roles.forEach(object.putArray("role")::add);
        object.put("sha256", sha256(token));
        object.put("token", token);
        return object;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
