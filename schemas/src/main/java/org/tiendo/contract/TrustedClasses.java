package org.tiendo.contract;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Avro makes objects only of classes it was told to trust, so that no schema from outside can name another. Tiendo's
 * own records are added to that list; whoever reads or writes them calls this first.
 */
public final class TrustedClasses {
    private static final ClassSecurityPredicate CONTRACTS = type -> {
        String name = type.getName();
        return name.startsWith("org.tiendo.v1.") || name.startsWith("org.tiendo.internal.");
    };

    private static final ClassSecurityPredicate CONTRACTS_TOO =
            ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), CONTRACTS);

    private TrustedClasses() {}

    /** Has no further effect when called again. */
    public static void addContracts() {
        ClassSecurityValidator.setGlobal(CONTRACTS_TOO);
    }
}
