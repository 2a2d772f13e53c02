package io.dimmer.loadtest.request;

import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several requests, drawn in proportion to their weights; which one the n-th is depends on seed and n alone. Immutable; any
 * thread.
 */
public final class RequestMix implements RequestFactory {
    /** Keeps the draw of the request apart from the one of the user. */
    private static final long OF_THE_MIX = 0x5DEECE66DL;

    private final List<Part> parts;
    private final double[] sums;
    private final long seed;

    private RequestMix(List<Part> parts, double[] sums, long seed) {
        this.parts = parts;
        this.sums = sums;
        this.seed = seed;
    }

    /**
     * One request of a mix.
     *
     * @param name by which reports tell it apart; unique in its mix
     * @param weight in relation to the others; more than 0
     */
    public record Part(String name, double weight, RequestTemplate request) {
        public Part {
            if (name.isBlank()) {
                throw new IllegalArgumentException("request name: found nothing, expected a name");
            }
            if (!(weight > 0 && weight <= 1e9)) {
                throw new IllegalArgumentException(
                        "weight of request " + name + ": found " + weight + ", expected more than 0");
            }
        }
    }

    /** A mix of at least one request. */
    public static RequestMix of(List<Part> parts, long seed) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("requests: found none, expected at least one");
        }
        Set<String> names = new HashSet<>();
        double[] sums = new double[parts.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            if (!names.add(parts.get(i).name())) {
                throw new IllegalArgumentException(
                        "requests: found " + parts.get(i).name() + " twice, expected names that tell them apart");
            }
            sum += parts.get(i).weight();
            sums[i] = sum;
        }
        return new RequestMix(List.copyOf(parts), sums, seed ^ OF_THE_MIX);
    }

    @Override
    public int write(long number, ByteBuf out) {
        return part(number).request().write(number, out);
    }

    @Override
    public String name(long number) {
        return part(number).name();
    }

    @Override
    public boolean answerWithoutBody(long number) {
        return part(number).request().answerWithoutBody(number);
    }

    private Part part(long number) {
        double drawn = UniformUsers.fraction(seed, number) * sums[sums.length - 1];
        int index = 0;
        while (index < sums.length - 1 && drawn >= sums[index]) {
            index++;
        }
        return parts.get(index);
    }
}
