/**
 * What every writer and reader of Tiendo shares: topics, ids, the business calendar day, the refusals of a report and
 * the additive counts. Pure Java: nothing here imports Kafka.
 */
@NullMarked
package org.tiendo.contract;

import org.jspecify.annotations.NullMarked;
