/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A peer in Java, in a JVM of its own. It obeys the lines that peer.c describes. */
public final class JavaPeer {
    private JavaPeer() {}

    /** Takes the way to read, and the URI to read from. */
    public static void main(String[] args) throws IOException {
        GuestReader reader = reader(args[0], args[1]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = System.out;
        answers.println("ready");
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            answers.println(answer(order, reader));
        }
        System.exit(0);
    }

    private static GuestReader reader(String way, String uri) {
        return switch (way) {
            case "libvirt-java" -> new LibvirtJavaReader(uri);
            case "sdk" -> SdkReader.listing(uri);
            case "sdk-each" -> SdkReader.each(uri);
            default -> throw new IllegalArgumentException(way);
        };
    }

    private static String answer(String order, GuestReader reader) {
        long begun = System.nanoTime();
        int guests = reader.read();
        long taken = System.nanoTime() - begun;
        return order.equals("check") ? Check.of(reader.lines()).toString() : taken + " " + guests;
    }
}
