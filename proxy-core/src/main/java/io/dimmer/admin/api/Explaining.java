package io.dimmer.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.admin.answer.Problem;
import io.dimmer.admin.answer.Replies;
import io.dimmer.assign.Explanation;
import io.dimmer.config.value.Network;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.control.Control;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.TextHead;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The call that says which version a request would get. Nothing is sent. */
public final class Explaining {
    private static final String HERE = "127.0.0.1";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final Control control;
    private final Explainer explainer;

    /** By what stands now. */
    public Explaining(Control control, Explainer explainer) {
        this.control = control;
        this.explainer = explainer;
    }

    /** {@code GET …/explain}. */
    public void explain(RoutingContext context) {
        Query query = Query.of(context, "service", "user", "method", "path", "host", "header", "client");
        Optional<ServiceName> service =
                query.last("service").map(name -> Reading.known(control, name).name());
        TextHead head = TextHead.of(
                method(query.last("method").orElse("GET")),
                path(query.last("path").orElse("/")),
                query.last("host").orElse(""),
                headers(query.all("header")));
        InetAddress client = client(query.last("client").orElse(HERE));
        Explanation explanation = explainer
                .explain(service, new Explanation.Question(head, client, query.last("user")))
                .orElseThrow(() -> Problem.notFound("service: the one that was named is gone")
                        .thrown());
        Replies.json(context, json(explanation));
    }

    private static String method(String method) {
        return checked("method", method, TOKEN.matcher(method).matches(), "a method such as GET");
    }

    private static String path(String path) {
        return checked("path", path, path.startsWith("/"), "a path that begins with /");
    }

    private static List<Map.Entry<String, String>> headers(List<String> lines) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            boolean named = colon > 0 && TOKEN.matcher(line.substring(0, colon)).matches();
            checked("header", line, named, "Name: value");
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private static InetAddress client(String client) {
        try {
            checked("client", client, client.indexOf('/') < 0, "an IP address");
            return Network.parse(client).address();
        } catch (UnexpectedValueException e) {
            throw Problem.invalid("client: found " + Problem.shown(client) + ", expected an IP address")
                    .thrown();
        }
    }

    private static String checked(String key, String value, boolean good, String expected) {
        if (!good) {
            throw Problem.invalid(key + ": found " + Problem.shown(value) + ", expected " + expected)
                    .thrown();
        }
        return value;
    }

    private static ObjectNode json(Explanation explanation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("route", explanation.route().map(Object::toString).orElse(null));
        json.put("service", explanation.service().map(Object::toString).orElse(null));
        json.put("version", explanation.version().map(Object::toString).orElse(null));
        json.put("reason", explanation.reason().map(AssignmentReason::word).orElse(null));
        json.put("key", explanation.key());
        explanation.slot().ifPresentOrElse(slot -> json.put("slot", slot), () -> json.putNull("slot"));
        json.put("share", explanation.share());
        ArrayNode sentences = json.putArray("sentences");
        explanation.sentences().forEach(sentences::add);
        return json;
    }
}
