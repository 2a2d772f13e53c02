package io.dimmer.config.file.model;

import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.yaml.Node;
import io.dimmer.config.file.yaml.Scalar;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A value without structure: a word, a number, a duration.
 *
 * @param <T> what it is read to
 * @param words in one or few words
 * @param expected what is expected, continuing "expected"
 * @param parse the text to the value
 * @param shape the JSON Schema of a value that is written out; an environment variable may always stand there instead
 * @param secret whether messages must not repeat it
 */
public record ScalarType<T>(String words, String expected, Parse<T> parse, Map<String, Object> shape, boolean secret)
        implements Type<T> {
    /** A type whose values may be repeated in messages. */
    public ScalarType(String words, String expected, Parse<T> parse, Map<String, Object> shape) {
        this(words, expected, parse, shape, false);
    }

    /** The same, not to be repeated in messages. */
    public ScalarType<T> hidden() {
        return new ScalarType<>(words, expected, parse, shape, true);
    }

    /**
     * From a scalar to a value.
     *
     * @param <T> the value
     */
    public interface Parse<T> {
        /**
         * The value.
         *
         * @throws UnexpectedValueException when the scalar is none
         */
        T parse(Scalar scalar, Context context);
    }

    /** The same, with fewer values allowed. */
    public ScalarType<T> where(String range, Predicate<T> allowed) {
        Parse<T> checked = (scalar, context) -> {
            T value = parse.parse(scalar, context);
            UnexpectedValueException.unless(allowed.test(value), words, scalar.found(), range);
            return value;
        };
        return new ScalarType<>(words, expected, checked, shape, secret);
    }

    @Override
    public Optional<T> read(Node node, Context context) {
        if (!(node instanceof Scalar scalar) || scalar.isNothing()) {
            context.problems().add(Problem.found(node.place(), node.found(), expected));
            return Optional.empty();
        }
        try {
            return Optional.of(parse.parse(scalar, context));
        } catch (UnexpectedValueException e) {
            context.problems().add(Problem.found(node.place(), shown(scalar), e.expected()));
            return Optional.empty();
        }
    }

    private String shown(Scalar scalar) {
        return secret ? scalar.text().length() + " characters" : scalar.found();
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Map.of("anyOf", List.of(shape, definitions.environment()));
    }
}
