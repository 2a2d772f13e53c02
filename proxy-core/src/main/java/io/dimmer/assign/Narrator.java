package io.dimmer.assign;

import io.dimmer.config.value.RouteName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.RequestHead;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts into sentences what an {@link Assigner} decides. */
final class Narrator {
    private final Assigner assigner;
    private final InstantSource clock;

    Narrator(Assigner assigner, InstantSource clock) {
        this.assigner = assigner;
        this.clock = clock;
    }

    /** Host and target as people say them. */
    static String target(RequestHead head) {
        String host = head.text(head.hostStart(), head.hostEnd());
        String method = head.text(head.methodStart(), head.methodEnd());
        return method + " " + head.text(head.pathStart(), head.pathEnd()) + (host.isEmpty() ? "" : " on " + host);
    }

    Explanation explain(Explanation.Question question, Optional<RouteName> route) {
        List<String> sentences = new ArrayList<>();
        route.ifPresent(name -> sentences.add(
                target(question.head()) + " matches route " + name + ", which leads to " + assigner.service() + "."));
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void forceRefused(int service) {
                sentences.add("It asks for a version and is not allowed to: that is ignored.");
            }

            @Override
            public void runRefused(int service) {
                sentences.add("It says that it is a load test and is not allowed to: that is ignored.");
            }
        };
        // Without a key any number will do: which version it draws is not told.
        AssignLoop loop = new AssignLoop(listener, () -> 0, clock);
        Exchange exchange = new Exchange(question.head(), question.client(), false, 0);
        Assigned assigned = question.user()
                .map(user -> assigner.assign(exchange, loop, user))
                .orElseGet(() -> assigner.assign(exchange, loop));
        tell(exchange, assigned, question, sentences);
        return explanation(exchange, assigned, question, route, sentences);
    }

    private Explanation explanation(
            Exchange exchange,
            Assigned assigned,
            Explanation.Question question,
            Optional<RouteName> route,
            List<String> sentences) {
        boolean keyed = exchange.keySource() != Exchange.NONE;
        boolean known = assigned == Assigned.ASSIGNED && !isChance(exchange);
        return new Explanation(
                route,
                Optional.of(assigner.service()),
                known
                        ? Optional.of(
                                assigner.split().member(exchange.versionIndex()).name())
                        : Optional.empty(),
                Optional.ofNullable(exchange.reason()),
                keyed && question.user().isEmpty() ? assigner.keyLabel(exchange.keySource()) : keyed ? "user" : "none",
                keyed ? OptionalInt.of((int) (exchange.keyHash() >>> 48)) : OptionalInt.empty(),
                known ? assigner.split().effectiveShare(exchange.versionIndex()) : 0,
                sentences);
    }

    /** Chance decides when there is no key, unless only one version can be chosen. */
    private boolean isChance(Exchange exchange) {
        boolean dealt = exchange.reason() == AssignmentReason.RANDOM || exchange.reason() == AssignmentReason.DRAINED;
        return dealt
                && exchange.keySource() == Exchange.NONE
                && assigner.split().effectiveShare(exchange.versionIndex()) < 1;
    }

    private void tell(Exchange exchange, Assigned assigned, Explanation.Question question, List<String> sentences) {
        if (exchange.isForceCookieStale()) {
            sentences.add("Its force cookie names no version, or has expired: it is taken away.");
        }
        switch (assigned) {
            case UNKNOWN_VERSION ->
                sentences.add("It is forced to a version that " + assigner.service()
                        + " does not have: refused. There are " + names() + ".");
            case REDIRECT -> sentences.add("It follows a link that forces a version: redirected, with a cookie.");
            case NO_VERSION, ASSIGNED -> {
                tellKey(exchange, question, sentences);
                sentences.add(decision(exchange, assigned));
            }
        }
    }

    private void tellKey(Exchange exchange, Explanation.Question question, List<String> sentences) {
        if (exchange.keySource() != Exchange.NONE) {
            String from =
                    question.user().isPresent() ? "The user given" : "The " + assigner.keyLabel(exchange.keySource());
            sentences.add(from + " is the key; it falls into slot " + (exchange.keyHash() >>> 48) + " of 65536.");
        } else if (exchange.reason() != AssignmentReason.FORCED) {
            sentences.add("It has no key.");
        }
    }

    private String decision(Exchange exchange, Assigned assigned) {
        AssignmentReason reason = exchange.reason();
        if (assigned == Assigned.NO_VERSION && reason == AssignmentReason.FORCED) {
            return "It names a version that takes nobody, forced requests neither: " + names() + ".";
        }
        if (assigned == Assigned.NO_VERSION) {
            return "No version can serve it: " + names() + ".";
        }
        String version = assigner.split().member(exchange.versionIndex()).name().text();
        if (isChance(exchange)) {
            return "Each of its requests is dealt anew: " + shares() + ".";
        }
        return switch (reason == null ? AssignmentReason.HASH : reason) {
            case FORCED -> "It names " + version + " and is allowed to.";
            case KILLED -> "The kill switch is on: everyone gets " + version + ".";
            case DRAINED ->
                "The version that it would have had takes nobody now; among the others it gets " + version + " ("
                        + shares() + ").";
            default -> "The hash of the key gives it " + version + " (" + shares() + ").";
        };
    }

    private String names() {
        return assigner.split().members().stream()
                .map(member -> member.name() + " is " + member.state().word() + " with weight " + member.weight())
                .collect(Collectors.joining(", "));
    }

    private String shares() {
        Split split = assigner.split();
        return IntStream.range(0, split.members().size())
                .mapToObj(i ->
                        split.member(i).name() + String.format(Locale.ROOT, " %.4g %%", split.effectiveShare(i) * 100))
                .collect(Collectors.joining(", "));
    }
}
