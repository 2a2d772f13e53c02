package io.dimmer.loadtest.cli.console;

import io.dimmer.loadtest.file.Values;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads shares: {@code 50%} or {@code 0.5}. */
public final class ShareConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
        try {
            return Values.share(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
