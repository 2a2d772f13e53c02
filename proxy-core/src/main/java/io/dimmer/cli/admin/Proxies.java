package io.dimmer.cli.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.cli.terminal.ExitCode;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import java.util.List;
import java.util.function.Function;

/**
 * The proxies that a command is for. One is answered for at length; of several each has one line, or with JSON one
 * object to a line, and the worst exit code counts.
 */
final class Proxies {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<AdminClient> clients;
    private final Terminal terminal;
    private final boolean json;

    Proxies(List<AdminClient> clients, Terminal terminal, boolean json) {
        this.clients = clients;
        this.terminal = terminal;
        this.json = json;
    }

    /** Asks each in turn. */
    int ask(Function<AdminClient, Said> question) {
        int worst = ExitCode.SUCCESS.number();
        for (AdminClient client : clients) {
            try {
                tell(client, question.apply(client));
            } catch (Failure failure) {
                tell(client, failure);
                worst = Math.max(worst, failure.exitCode());
            }
        }
        return worst;
    }

    private void tell(AdminClient client, Failure failure) {
        if (clients.size() == 1) {
            failure.lines().forEach(line -> terminal.err().println(terminal.red(line)));
        } else {
            terminal.err().println(prefix(client) + terminal.red(failure.line()));
        }
    }

    private String prefix(AdminClient client) {
        return clients.size() == 1 ? "" : client.url() + "  ";
    }

    private void tell(AdminClient client, Said said) {
        if (json) {
            tellJson(client, said);
        } else if (clients.size() == 1) {
            said.lines().forEach(terminal.out()::println);
        } else {
            terminal.out().println(prefix(client) + said.line());
        }
    }

    private void tellJson(AdminClient client, Said said) {
        if (clients.size() == 1) {
            terminal.out().println(text(MAPPER.writerWithDefaultPrettyPrinter(), said.json()));
            return;
        }
        ObjectNode line = MAPPER.createObjectNode();
        line.put("admin", client.url());
        line.set("answer", said.json());
        terminal.out().println(text(MAPPER.writer(), line));
    }

    private static String text(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be written", e);
        }
    }
}
