package org.tiendo.producer.files;

/** A cell cannot be read as what its column means; caught where the cell's place is known. */
final class CellException extends RuntimeException {
    private final transient RowProblem problem;
    private final transient Object[] values;

    CellException(RowProblem problem, Object... values) {
        super(problem.name(), null, false, false);
        this.problem = problem;
        this.values = values.clone();
    }

    Flaw at(String column, String letter) {
        return new Flaw(column, letter, problem.name(), problem.vi(values), problem.en(values));
    }
}
