/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.spi.support.OptionTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the values of options as people write them; throws {@link IllegalArgumentException} with a clause of what is wrong. */
final class KvmWords {
    static final List<String> ACCELERATIONS = Arrays.stream(Acceleration.values())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();
    static final String CPU = "MODEL|host-model|host-passthrough|maximum[,+FEATURE][,-FEATURE]...";
    static final String TOPOLOGY = "SOCKETSxCORESxTHREADS";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private KvmWords() {}

    static Acceleration acceleration(String word) {
        return Acceleration.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Such as {@code EPYC,+pdpe1gb,-svm}. */
    static KvmCpu cpu(String text) {
        String[] parts = text.split(",", -1);
        KvmCpu cpu = base(parts[0]);
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            cpu = changed(cpu, part);
        }
        return cpu;
    }

    private static KvmCpu base(String word) {
        return switch (word) {
            case "host-model" -> KvmCpu.hostModel();
            case "host-passthrough", "host" -> KvmCpu.hostPassthrough();
            case "maximum", "max" -> KvmCpu.maximum();
            default -> KvmCpu.named(name(word, "a model"));
        };
    }

    private static KvmCpu changed(KvmCpu cpu, String part) {
        boolean isOn = part.startsWith("+");
        if (!isOn && !part.startsWith("-")) {
            throw new IllegalArgumentException("'" + part + "' does not begin with + or -");
        }
        String feature = name(part.substring(1), "a feature");
        return isOn ? cpu.with(feature) : cpu.without(feature);
    }

    private static String name(String word, String what) {
        if (!NAME.matcher(word).matches()) {
            throw new IllegalArgumentException("'" + word + "' is not the name of " + what);
        }
        return word;
    }

    /** Such as {@code 1x4x2}. */
    static CpuTopology topology(String text) {
        List<Integer> counts =
                Arrays.stream(text.split("x", -1)).map(OptionTable::wholeNumber).toList();
        if (counts.size() != 3) {
            throw new IllegalArgumentException("there are three numbers");
        }
        return CpuTopology.of(counts.get(0), counts.get(1), counts.get(2));
    }
}
