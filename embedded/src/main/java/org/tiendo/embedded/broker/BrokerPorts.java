package org.tiendo.embedded.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.embedded.LoopbackPorts;
import org.tiendo.embedded.SafeFile;

/**
 * The ports a broker listens on. They are written down beside its data and used again, so that its address outlives a
 * restart; when somebody else has taken one, both are chosen anew. The quorum stays valid all the same: its only
 * member is named in the settings and not in the data.
 */
record BrokerPorts(int clients, int controller) {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerPorts.class);
    private static final String FILE = "ports.properties";

    static BrokerPorts claim(Path directory) {
        Path file = directory.resolve(FILE);
        Optional<BrokerPorts> remembered = read(file);
        if (remembered.isPresent() && remembered.get().areFree()) {
            return remembered.get();
        }
        BrokerPorts fresh = fresh();
        remembered.ifPresent(taken -> LOG.warn("{} in use by another process: the broker moves to {}", taken, fresh));
        fresh.write(file);
        return fresh;
    }

    private static BrokerPorts fresh() {
        List<Integer> ports = LoopbackPorts.free(2);
        return new BrokerPorts(ports.get(0), ports.get(1));
    }

    boolean areFree() {
        return LoopbackPorts.isFree(clients) && LoopbackPorts.isFree(controller);
    }

    private static Optional<BrokerPorts> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(new BrokerPorts(
                    Integer.parseInt(properties.getProperty("clients", "")),
                    Integer.parseInt(properties.getProperty("controller", ""))));
        } catch (NumberFormatException e) {
            LOG.warn("{} does not hold two ports: choosing new ones", file);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    private void write(Path file) {
        SafeFile.replace(file, "clients=" + clients + "\ncontroller=" + controller + "\n");
    }

    @Override
    public String toString() {
        return "ports " + clients + " (clients) and " + controller + " (controller)";
    }
}
