package org.tiendo.producer.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.ContractJson;

/**
 * Posts each alert as JSON. 2xx ends it. What may pass (no answer, 408, 425, 429, 5xx) is tried again for as long as it
 * takes; every other answer, redirects included, is a refusal, which is recorded and ends it too. The receiver may get
 * one alert twice and tells by {@code Idempotency-Key}.
 */
public final class Webhook implements AlertHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Set<Integer> MAY_PASS = Set.of(408, 425, 429);

    private final URI url;
    private final Duration answerWithin;
    private final @Nullable BearerToken token;
    private final RefusedAlerts refused;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final AtomicLong posted = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();

    /**
     * Connects with the first alert.
     *
     * @param url checked by {@link AllowedHosts}
     * @param answerWithin the time from sending a request to the end of its answer
     * @param token sent as {@code Authorization: Bearer}, null where the receiver wants none
     */
    public Webhook(URI url, Duration answerWithin, @Nullable BearerToken token, RefusedAlerts refused, Clock clock) {
        this.url = url;
        this.answerWithin = answerWithin;
        this.token = token;
        this.refused = refused;
        this.clock = clock;
    }

    @Override
    public void handle(ReceivedAlert alert) throws IOException, InterruptedException, RetryLaterException {
        HttpResponse<Void> answer = post(alert);
        int status = answer.statusCode();
        if (status / 100 == 2) {
            posted.incrementAndGet();
        } else if (MAY_PASS.contains(status) || status / 100 == 5) {
            String asked = answer.headers().firstValue("Retry-After").orElse("");
            throw new RetryLaterException(
                    url.getHost() + " answered " + status, RetryAfter.of(asked, clock.instant()), null);
        } else {
            refused.add(alert, status);
            refusals.incrementAndGet();
            LOG.warn("{} refused an alert with status {}: {}", url.getHost(), status, alert.coordinates());
        }
    }

    private HttpResponse<Void> post(ReceivedAlert alert) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(answerWithin)
                .header("Content-Type", "application/json")
                .header("User-Agent", "tiendo-alerts")
                .header("Tiendo-Alert-Id", PercentEncoding.encode(alert.alert().getAlertId()))
                .header("Idempotency-Key", PercentEncoding.encode(alert.step()))
                .POST(BodyPublishers.ofString(ContractJson.toJson(alert.alert()).toString()));
        if (token != null) {
            request.header("Authorization", token.authorization());
        }
        return within(http.sendAsync(request.build(), BodyHandlers.discarding()));
    }

    /** The request's own limit ends with the answer's headers; a body that trickles for ever must not hold everything. */
    private HttpResponse<Void> within(CompletableFuture<HttpResponse<Void>> answer)
            throws IOException, InterruptedException {
        try {
            return answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(url.getHost() + " could not be asked: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(url.getHost() + " did not answer in " + answerWithin.toSeconds() + " seconds", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** How many alerts the receiver has taken. */
    public long posted() {
        return posted.get();
    }

    /** How many it has refused; each was recorded. */
    public long refusals() {
        return refusals.get();
    }
}
