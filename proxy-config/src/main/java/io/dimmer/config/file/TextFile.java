package io.dimmer.config.file;

import io.dimmer.config.file.model.Context;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.problem.Place;
import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.problem.Problems;
import io.dimmer.config.file.yaml.Environment;
import io.dimmer.config.file.yaml.Mapping;
import io.dimmer.config.file.yaml.Node;
import io.dimmer.config.file.yaml.YamlText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads files of one kind.
 *
 * @param <T> what they are read to
 * @param section describes the file
 * @param prepare changes the tree before it is read
 */
record TextFile<T>(Section<T> section, UnaryOperator<Mapping> prepare) {
    private static final long LONGEST = 4L * 1024 * 1024;

    /** Reads a file from disk. That it is missing is a problem like others. */
    Reading<T> read(Path file, Map<String, String> environment) {
        try {
            return read(text(file), file, environment);
        } catch (NoSuchFileException e) {
            return refused(file, "there is no such file");
        } catch (CharacterCodingException e) {
            return refused(file, "not UTF-8 text");
        } catch (IOException e) {
            return refused(
                    file, Files.isDirectory(file) ? "a folder, not a file" : "cannot be read: " + e.getMessage());
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException("larger than " + LONGEST + " bytes");
        }
        byte[] bytes = Files.readAllBytes(file);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static <T> Reading<T> refused(Path file, String why) {
        Problems problems = new Problems();
        problems.add(new Problem(Place.FILE, why, ""));
        return reading(file, Optional.empty(), problems);
    }

    /** Reads a text as if it stood in the file. */
    Reading<T> read(String text, Path file, Map<String, String> variables) {
        Problems problems = new Problems();
        Environment environment = new Environment(variables);
        Path directory = file.toAbsolutePath().normalize().getParent();
        Context context = new Context(directory == null ? file.toAbsolutePath() : directory, environment, problems);
        Optional<Node> root = YamlText.parse(text, environment, problems);
        Optional<T> value = root.flatMap(node -> section.read(prepared(node), context));
        if (root.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.found(Place.FILE, "nothing", section.expected()));
        }
        if (value.isEmpty() && problems.isEmpty()) {
            throw new IllegalStateException(section.title() + " refuses " + file + " without a reason");
        }
        return reading(file, value, problems);
    }

    private Node prepared(Node node) {
        return node instanceof Mapping mapping ? prepare.apply(mapping) : node;
    }

    private static <T> Reading<T> reading(Path file, Optional<T> value, Problems problems) {
        Optional<T> sound = problems.isEmpty() ? value : Optional.empty();
        return new Reading<>(file.toString(), sound, problems.problems(), problems.warnings(), problems.notes());
    }
}
