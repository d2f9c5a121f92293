/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.workload;

import dev.hvsdk.api.machine.Technology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Machines that carry a single program, by their command lines: Java, Wine, QEMU's user mode. */
final class ApplicationWords {
    /** Options of java(1) whose value is the next word. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--add-reads",
            "--add-exports",
            "--add-opens",
            "--limit-modules",
            "--patch-module",
            "--enable-native-access",
            "--source");

    private static final Set<String> WINE = Set.of("wine", "wine64", "wine-preloader", "wine64-preloader");

    private static final Pattern WINDOWS_PATH = Pattern.compile("[A-Za-z]:\\\\.*");

    private ApplicationWords() {}

    static Optional<Guest> recognize(ProcessWords process) {
        String program = process.program();
        if (program.equals("java") || program.equals("javaw")) {
            return Optional.of(Guest.of(Technology.JVM).named(javaProgram(process)));
        }
        if (WINDOWS_PATH.matcher(process.first()).matches()) {
            return Optional.of(Guest.of(Technology.WINE).named(Optional.of(ProcessWords.base(process.first()))));
        }
        if (WINE.contains(program)) {
            return Optional.of(Guest.of(Technology.WINE).named(secondWord(process)));
        }
        return MonitorWords.isQemuUser(program)
                ? Optional.of(Guest.of(Technology.QEMU_USER).named(secondWord(process)))
                : Optional.empty();
    }

    /** Whoever calls it by another name may have options of its own, whose values are no names and may be secrets. */
    private static boolean isCalledSo(ProcessWords process) {
        return ProcessWords.base(process.first()).equals(process.program());
    }

    /** The program that is run, if no option stands before it. */
    private static Optional<String> secondWord(ProcessWords process) {
        return process.words().stream()
                .skip(isCalledSo(process) ? 1 : Long.MAX_VALUE)
                .findFirst()
                .filter(word -> !word.startsWith("-"))
                .map(ProcessWords::base);
    }

    /** The class, the module or the archive, as jps tells them; what stands behind it is the program's own, and not looked at. */
    private static Optional<String> javaProgram(ProcessWords process) {
        List<String> words = isCalledSo(process) ? process.words() : List.of();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            boolean names = word.equals("-jar") || word.equals("-m") || word.equals("--module");
            if (names || !word.startsWith("-")) {
                return javaProgram(words, names ? i + 1 : i);
            }
            i += WITH_VALUE.contains(word) ? 1 : 0;
        }
        return Optional.empty();
    }

    /** An argument file may hold anything, and its name says nothing. */
    private static Optional<String> javaProgram(List<String> words, int at) {
        return at < words.size() && !words.get(at).startsWith("@")
                ? Optional.of(ProcessWords.base(words.get(at)))
                : Optional.empty();
    }
}
