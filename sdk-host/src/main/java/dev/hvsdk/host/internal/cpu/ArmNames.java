/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for the numbers by which ARM CPUs identify themselves (register MIDR_EL1: implementer and part). */
final class ArmNames {
    private static final Pattern NUMBER = Pattern.compile("0x([0-9a-fA-F]{1,3})");

    private final Map<String, String> names;

    private ArmNames(Map<String, String> names) {
        this.names = names;
    }

    /** The names, read when they are needed: few hosts are ARM. */
    static ArmNames load() {
        try (InputStream in = ArmNames.class.getResourceAsStream("arm-cpus.txt")) {
            if (in == null) {
                throw new IllegalStateException("the artifact lacks arm-cpus.txt");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the artifact's arm-cpus.txt is unreadable", e);
        }
    }

    private static ArmNames parse(String text) {
        Map<String, String> names = new HashMap<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] columns = line.split("\t");
            names.put(columns[0], columns[1]);
        });
        return new ArmNames(Map.copyOf(names));
    }

    /** The maker whose number {@code CPU implementer} gives. */
    Optional<String> vendor(Cpuinfo cpuinfo) {
        return hex(cpuinfo, "CPU implementer").map(names::get);
    }

    /** The core whose number {@code CPU part} gives. */
    Optional<String> model(Cpuinfo cpuinfo) {
        return hex(cpuinfo, "CPU implementer")
                .flatMap(maker -> hex(cpuinfo, "CPU part").map(part -> names.get(maker + " " + part)));
    }

    private static Optional<String> hex(Cpuinfo cpuinfo, String key) {
        return cpuinfo.first(key)
                .map(NUMBER::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1).toLowerCase(Locale.ROOT));
    }
}
