package io.dimmer.loadtest.cli;

import io.dimmer.loadtest.target.Fault;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the word of a fault. */
final class FaultConverter implements ITypeConverter<Fault> {
    @Override
    public Fault convert(String value) {
        return Fault.of(value)
                .orElseThrow(() -> new TypeConversionException("found '" + value + "', expected one of "
                        + Arrays.stream(Fault.values()).map(Fault::word).collect(Collectors.joining(", "))));
    }
}
