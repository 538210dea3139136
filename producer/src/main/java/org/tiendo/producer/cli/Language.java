package org.tiendo.producer.cli;

import java.util.Locale;
import org.tiendo.producer.files.BadFileException;
import org.tiendo.producer.files.Flaw;
import org.tiendo.producer.files.FormWords;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The language in which people are told about their rows. */
enum Language {
    VI,
    EN;

    /** The one of two texts that is in this language. */
    String pick(String vi, String en) {
        return this == VI ? vi : en;
    }

    String reason(Flaw flaw) {
        return pick(flaw.messageVi(), flaw.messageEn());
    }

    String reason(BadFileException problem) {
        return pick(problem.messageVi(), problem.messageEn());
    }

    FormWords form() {
        return this == VI ? FormWords.VI : FormWords.EN;
    }

    /** Reads {@code vi} or {@code en}. */
    static final class Name implements ITypeConverter<Language> {
        @Override
        public Language convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "vi" -> VI;
                case "en" -> EN;
                default -> throw new TypeConversionException("'" + text + "' is none of vi, en");
            };
        }
    }
}
