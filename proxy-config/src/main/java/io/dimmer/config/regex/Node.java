package io.dimmer.config.regex;

import java.util.List;

/** A piece of an expression as it was written. */
sealed interface Node {
    /** The number of states that it takes, as a floating point number because repetitions multiply. */
    double size();

    /** Writes its states. */
    void emit(Program.Writer writer);

    /** One character out of some. */
    record One(Ranges ranges) implements Node {
        @Override
        public double size() {
            return 1;
        }

        @Override
        public void emit(Program.Writer writer) {
            writer.take(ranges);
        }
    }

    /** A position: the start of the text, or its end. */
    record Edge(boolean atEnd) implements Node {
        @Override
        public double size() {
            return 1;
        }

        @Override
        public void emit(Program.Writer writer) {
            writer.edge(atEnd);
        }
    }

    /** One after the other. */
    record Sequence(List<Node> parts) implements Node {
        @Override
        public double size() {
            return parts.stream().mapToDouble(Node::size).sum();
        }

        @Override
        public void emit(Program.Writer writer) {
            parts.forEach(part -> part.emit(writer));
        }
    }

    /** One or the other. */
    record Choice(Node one, Node other) implements Node {
        @Override
        public double size() {
            return one.size() + other.size() + 2;
        }

        @Override
        public void emit(Program.Writer writer) {
            int fork = writer.fork();
            one.emit(writer);
            int jump = writer.jump();
            writer.aim(fork, writer.here());
            other.emit(writer);
            writer.aim(jump, writer.here());
        }
    }

    /** Several times; {@code most} is {@link #UNBOUNDED} for any number. */
    record Repeat(Node part, int least, int most) implements Node {
        static final int UNBOUNDED = -1;

        @Override
        public double size() {
            double optional = most == UNBOUNDED ? part.size() + 2 : (most - least) * (part.size() + 1);
            return least * part.size() + optional;
        }

        @Override
        public void emit(Program.Writer writer) {
            for (int i = 0; i < least; i++) {
                part.emit(writer);
            }
            if (most == UNBOUNDED) {
                int fork = writer.fork();
                part.emit(writer);
                writer.aim(writer.jump(), fork);
                writer.aim(fork, writer.here());
                return;
            }
            for (int i = least; i < most; i++) {
                int fork = writer.fork();
                part.emit(writer);
                writer.aim(fork, writer.here());
            }
        }
    }
}
