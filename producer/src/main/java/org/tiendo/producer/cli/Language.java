package org.tiendo.producer.cli;

/** The language of what people read about tasks and rows. */
public enum Language {
    VI,
    EN
}
