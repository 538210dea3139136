package org.tiendo.streams.serving;

import org.jspecify.annotations.Nullable;
import org.tiendo.streams.gateway.ItemRefusal;
import org.tiendo.streams.gateway.ItemResult;
import org.tiendo.streams.gateway.Outcome;
import org.tiendo.v1.RejectedReport;

/**
 * An item's result, with how far its report has come where that was asked.
 *
 * @param standing null where nobody asked, or where nothing was sent
 */
record Followed(ItemResult result, @Nullable Standing standing) {

    /** The result and the standing as they are known now; a refusal by the pipeline replaces the result. */
    static Followed of(ItemResult result, Standing standing) {
        if (standing instanceof Standing.Refused refused) {
            RejectedReport rejected = refused.rejected();
            ItemRefusal refusal = new ItemRefusal(rejected.getCode(), rejected.getMessageVi(), rejected.getMessageEn());
            return new Followed(result.with(new Outcome.Refused(refusal)), standing);
        }
        return new Followed(result, standing);
    }

    static Followed unasked(ItemResult result) {
        return new Followed(result, null);
    }

    /** True when looking again may say more. */
    boolean isOpen() {
        return standing instanceof Standing.OnItsWay;
    }
}
