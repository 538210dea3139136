package org.tiendo.streams.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Tells whether an address is reached from this machine alone. */
public final class Loopback {
    private Loopback() {}

    /** True for localhost, 127.0.0.0/8 and ::1; a name that leads anywhere else too, or nowhere, is none. */
    public static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
