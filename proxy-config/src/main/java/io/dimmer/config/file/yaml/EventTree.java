package io.dimmer.config.file.yaml;

import io.dimmer.config.file.problem.Place;
import io.dimmer.config.file.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Puts the parser's events together to one tree. Unlike the library's composer it needs no recursion, so that depth is
 * bounded before the stack is; it refuses tags, a second document and aliases to what is not complete yet.
 */
final class EventTree {
    private static final int DEEPEST = 64;

    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Raw> anchors = new HashMap<>();
    private @Nullable Raw root;

    /** Thrown for what no later event can mend. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Refused(Raw where, String found, String expected) {
            super(found, null, false, false);
            problem = Problem.found(where.at(""), found, expected);
        }

        Problem problem() {
            return problem;
        }
    }

    /** A list or mapping whose end has not come yet. */
    private record Open(CollectionStartEvent start, List<Raw> children) {}

    /** The tree; empty when there is nothing but comments. */
    static Optional<Raw> of(Iterable<Event> events) throws Refused {
        EventTree tree = new EventTree();
        for (Event event : events) {
            tree.take(event);
        }
        return Optional.ofNullable(tree.root);
    }

    private void take(Event event) throws Refused {
        switch (event.getEventId()) {
            case DocumentStart -> refuseSecondDocument(event);
            case Scalar -> takeScalar((ScalarEvent) event);
            case Alias -> takeAlias((AliasEvent) event);
            case SequenceStart, MappingStart -> begin((CollectionStartEvent) event);
            case SequenceEnd, MappingEnd -> end();
            default -> {
                // Begin and end of the stream and of the document, comments: nothing hangs on them.
            }
        }
    }

    private void refuseSecondDocument(Event event) throws Refused {
        if (root != null) {
            throw new Refused(text(event, "", false), "a second document", "one document in the file");
        }
    }

    private void takeScalar(ScalarEvent event) throws Refused {
        Raw.Text raw = text(event, event.getValue(), event.isPlain());
        refuseTag(event.getTag(), raw);
        add(event, raw);
    }

    private void takeAlias(AliasEvent event) throws Refused {
        Raw target = anchors.get(event.getAlias());
        if (target == null) {
            throw new Refused(
                    text(event, "", false), "*" + event.getAlias(), "an anchor whose value ends before its first use");
        }
        attach(target);
    }

    private void begin(CollectionStartEvent event) throws Refused {
        Raw.Text where = text(event, "", false);
        refuseTag(event.getTag(), where);
        if (open.size() >= DEEPEST) {
            throw new Refused(where, "more than " + DEEPEST + " levels", "a flatter file");
        }
        open.push(new Open(event, new ArrayList<>()));
    }

    private void end() {
        Open done = open.pop();
        add(done.start(), done.start().getEventId() == Event.ID.SequenceStart ? sequence(done) : pairs(done));
    }

    private static Raw sequence(Open done) {
        return new Raw.Sequence(line(done.start()), column(done.start()), done.children());
    }

    private static Raw pairs(Open done) {
        List<Raw.Pair> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < done.children().size(); i += 2) {
            pairs.add(new Raw.Pair(done.children().get(i), done.children().get(i + 1)));
        }
        return new Raw.Pairs(line(done.start()), column(done.start()), pairs);
    }

    private void add(NodeEvent event, Raw raw) {
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, raw));
        attach(raw);
    }

    private void attach(Raw raw) {
        Open parent = open.peek();
        if (parent == null) {
            root = raw;
        } else {
            parent.children().add(raw);
        }
    }

    private static void refuseTag(Optional<String> tag, Raw where) throws Refused {
        if (tag.isPresent()) {
            throw new Refused(where, "the tag " + tag.get(), "no tags");
        }
    }

    private static Raw.Text text(Event event, String value, boolean plain) {
        return new Raw.Text(line(event), column(event), value, plain);
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(-1) + 1;
    }

    /** The place of a mark. */
    static Place place(Mark mark) {
        return new Place("", mark.getLine() + 1, mark.getColumn() + 1);
    }
}
