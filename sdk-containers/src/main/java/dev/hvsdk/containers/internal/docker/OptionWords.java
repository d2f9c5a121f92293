/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of options as people write them, in the forms of Docker's own command. */
final class OptionWords {
    static final String RESTART = "no|always|unless-stopped|on-failure[:ATTEMPTS]";

    private static final Pattern PORT =
            Pattern.compile("(?:(?:(\\[[0-9a-fA-F:.]+\\]|[0-9.]+):)?(\\d{0,5}):)?(\\d{1,5})(?:/(tcp|udp|sctp))?");
    private static final Pattern ON_FAILURE = Pattern.compile("on-failure(?::(\\d{1,9}))?");
    private static final int MOST_MOUNT_PARTS = 3;

    private OptionWords() {}

    /** Of a file, so that no value stands in the list of processes. What is refused is told by its line, and not by its text. */
    static void environment(ContainerOptions.Builder options, String file) {
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                variable(options, line, file + ", line " + number);
            }
        }
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read: " + e, e);
        }
    }

    private static void variable(ContainerOptions.Builder options, String line, String where) {
        int end = line.indexOf('=');
        if (end < 1) {
            throw new IllegalArgumentException(where + ": no NAME=VALUE");
        }
        options.environment(line.substring(0, end), line.substring(end + 1));
    }

    static void label(ContainerOptions.Builder options, String text) {
        int end = text.indexOf('=');
        if (end < 1) {
            throw new IllegalArgumentException("no NAME=VALUE: '" + text + "'");
        }
        options.label(text.substring(0, end), text.substring(end + 1));
    }

    static void mount(ContainerOptions.Builder options, String text) {
        String[] parts = text.split(":", -1);
        boolean readOnly = parts.length == MOST_MOUNT_PARTS && parts[2].equals("ro");
        if (parts.length < 2 || (parts.length == MOST_MOUNT_PARTS && !readOnly) || parts.length > MOST_MOUNT_PARTS) {
            throw new IllegalArgumentException("no SOURCE:TARGET[:ro]: '" + text + "'");
        }
        ContainerMount mount = parts[0].startsWith("/")
                ? ContainerMount.bind(parts[0], parts[1])
                : ContainerMount.volume(parts[0], parts[1]);
        options.mount(readOnly ? mount.asReadOnly() : mount);
    }

    static void memory(ContainerOptions.Builder options, String target) {
        options.mount(ContainerMount.memory(target, null));
    }

    static void port(ContainerOptions.Builder options, String text) {
        Matcher parts = PORT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no port: '" + text + "'");
        }
        PublishedPort port = PublishedPort.of(Integer.parseInt(parts.group(3)));
        @Nullable String host = parts.group(2);
        if (host != null && !host.isEmpty()) {
            port = port.as(Integer.parseInt(host));
        }
        @Nullable String address = parts.group(1);
        if (address != null) {
            port = port.on(address.replaceAll("[\\[\\]]", ""));
        }
        options.port(port.by(protocol(parts.group(4))));
    }

    private static PublishedPort.Protocol protocol(@Nullable String text) {
        return Arrays.stream(PublishedPort.Protocol.values())
                .filter(protocol -> protocol.id().equals(text))
                .findFirst()
                .orElse(PublishedPort.Protocol.TCP);
    }

    static void restart(ContainerOptions.Builder options, String text) {
        options.restart(restart(text));
    }

    private static RestartPolicy restart(String text) {
        Matcher onFailure = ON_FAILURE.matcher(text);
        if (onFailure.matches()) {
            @Nullable String attempts = onFailure.group(1);
            return RestartPolicy.onFailure(attempts == null ? 0 : Integer.parseInt(attempts));
        }
        return switch (text) {
            case "no" -> RestartPolicy.never();
            case "always" -> RestartPolicy.always();
            case "unless-stopped" -> RestartPolicy.unlessStopped();
            default -> throw new IllegalArgumentException("there is no such policy");
        };
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is no number", e);
        }
    }
}
