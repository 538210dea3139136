package org.tiendo.producer.files;

/** A file cannot be read, or no further. What to do is said in both languages; {@link #getMessage()} is the English one. */
public final class BadFileException extends RuntimeException {
    private final String code;
    private final String messageVi;

    BadFileException(String code, String messageVi, String messageEn) {
        super(messageEn);
        this.code = code;
        this.messageVi = messageVi;
    }

    /** The name of a {@link FileProblem}. */
    public String code() {
        return code;
    }

    public String messageVi() {
        return messageVi;
    }

    public String messageEn() {
        return String.valueOf(getMessage());
    }
}
