package io.dimmer.config.file.model;

import io.dimmer.config.file.problem.Place;
import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.yaml.Items;
import io.dimmer.config.file.yaml.Mapping;
import io.dimmer.config.file.yaml.Node;
import io.dimmer.config.file.yaml.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of one section as they are written in one place of a file. Each key is read once, by whoever builds the
 * section; asking for a key is what checks it.
 */
public final class Fields {
    private final Mapping mapping;
    private final Context context;
    private final Set<String> read = new HashSet<>();
    private final Set<String> failed = new HashSet<>();

    Fields(Mapping mapping, Context context) {
        this.mapping = mapping;
        this.context = context;
    }

    /** The value of a key with a default. */
    public <T> T get(Key<T> key) {
        return maybe(key)
                .or(key::fallback)
                .orElseThrow(() -> new IllegalStateException(key.name() + " has no default: ask with maybe"));
    }

    /** The value of a key, if it is written and understood. A key that must be written and is not is a problem. */
    public <T> Optional<T> maybe(Key<T> key) {
        if (!read.add(key.name())) {
            throw new IllegalStateException(key.name() + " is read twice");
        }
        Optional<Node> node = mapping.get(key.name());
        if (node.isEmpty()) {
            absent(key);
            return Optional.empty();
        }
        Optional<T> value = context.read(key.type(), node.get());
        if (value.isEmpty()) {
            failed.add(key.name());
        }
        return value;
    }

    /** Reads the key, if it is written, for its problems alone. */
    public void check(Key<?> key) {
        if (written(key)) {
            maybe(key);
        } else {
            read.add(key.name());
        }
    }

    private void absent(Key<?> key) {
        if (key.required()) {
            context.problems().add(Problem.missing(place(key), key.type().expected()));
        } else if (key.said()) {
            note(key, key.unwritten());
        }
    }

    /** True when the key is written, understood or not. */
    public boolean written(Key<?> key) {
        return mapping.get(key.name()).isPresent();
    }

    /** True when the key was read and not understood: a problem has been told, nothing may be concluded. */
    public boolean failed(Key<?> key) {
        return failed.contains(key.name());
    }

    boolean hasRead(Key<?> key) {
        return read.contains(key.name());
    }

    /** Where the value of the key stands; when it is not written, where the section does. */
    public Place place(Key<?> key) {
        return mapping.get(key.name())
                .map(Node::place)
                .orElseGet(() -> mapping.owner().child(key.name()));
    }

    /** Where the section stands. */
    public Place place() {
        return mapping.owner();
    }

    /** The key under which the section stands: the name of a service. */
    public String name() {
        return mapping.name();
    }

    /** The keys that are written in the mapping behind a key, whatever became of them: names to choose from. */
    public List<String> names(Key<?> key) {
        return mapping
                .get(key.name())
                .filter(Mapping.class::isInstance)
                .map(node -> ((Mapping) node).entries())
                .orElse(List.of())
                .stream()
                .map(Mapping.Entry::key)
                .toList();
    }

    /** Where the texts of the list behind a key stand, the first of equal ones; or the keys of the mapping. */
    public Map<String, Place> places(Key<?> key) {
        Map<String, Place> places = new HashMap<>();
        Node node = mapping.get(key.name()).orElse(mapping);
        if (node instanceof Items list) {
            for (Node item : list.items()) {
                if (item instanceof Scalar scalar) {
                    places.putIfAbsent(scalar.text(), scalar.place());
                }
            }
        } else if (node instanceof Mapping below) {
            below.entries()
                    .forEach(entry -> places.put(entry.key(), entry.value().owner()));
        }
        return places;
    }

    /** What reading needs beside the text. */
    public Context context() {
        return context;
    }

    /** Tells a problem. */
    public void problem(Place place, String found, String expected) {
        context.problems().add(Problem.found(place, found, expected));
    }

    /** Tells that a key must be written here. */
    public void missing(Key<?> key, String expected) {
        context.problems().add(Problem.missing(place(key), expected));
    }

    /** Warns. */
    public void warn(Place place, String message) {
        context.problems().warn(place, message);
    }

    /** Says what holds because a key is not written. */
    public void note(Key<?> key, String holds) {
        context.problems().note(mapping.owner().pathOf(key.name()), holds);
    }
}
