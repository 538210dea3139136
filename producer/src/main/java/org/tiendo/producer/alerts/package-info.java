/**
 * How an alerting team reads the alert topics: {@link org.tiendo.producer.alerts.AlertConsumer} hands each alert to a
 * handler at least once and in order, {@link org.tiendo.producer.alerts.PresentAlerts} reads what is open now, and
 * {@link org.tiendo.producer.alerts.Webhook} posts alerts to somebody else's service.
 */
@NullMarked
package org.tiendo.producer.alerts;

import org.jspecify.annotations.NullMarked;
