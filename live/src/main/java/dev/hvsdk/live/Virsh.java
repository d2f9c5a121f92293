/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** libvirt's own command at one host: a witness that shares no code with the SDK. Thread-safe. */
public final class Virsh {

    private final String uri;

    private Virsh(String uri) {
        this.uri = uri;
    }

    /** At a host. */
    public static Virsh at(String uri) {
        return new Virsh(uri);
    }

    /**
     * Runs one command and returns what it printed.
     *
     * @throws IllegalStateException with what it said, if it failed
     */
    public String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("virsh", "-q", "-c", uri));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return ended(process, command, output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    private static String ended(Process process, List<String> command, String output) throws InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": " + output);
        }
        return output;
    }

    /** Runs a command whose last argument is a file with this XML. */
    public String runWithXml(String command, String xml) {
        try {
            Path file = Files.createTempFile("virsh", ".xml");
            try {
                return run(command, Files.writeString(file, xml).toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
