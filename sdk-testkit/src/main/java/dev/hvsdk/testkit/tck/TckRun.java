/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Collects what one run of the kit saw, and writes it in the end. Thread-safe. */
final class TckRun {
    static final String DIRECTORY = "hvsdk.tck.reports";

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Verdict.Outcome> outcomes = new TreeMap<>(Comparator.comparingInt(RuleCatalogue::number));
    private @Nullable TckSubject subject;
    private RunReport.@Nullable Builder seen;

    void count(String rule, Verdict.Outcome outcome) {
        lock.lock();
        try {
            outcomes.put(rule, outcome);
        } finally {
            lock.unlock();
        }
    }

    void examine(TckSubject subject) {
        lock.lock();
        try {
            this.subject = subject;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps what the host said about itself and its capabilities. */
    void keep(RunReport.Builder report) {
        lock.lock();
        try {
            seen = report;
        } finally {
            lock.unlock();
        }
    }

    /** Removes what is left of the kit's guests and writes the report. */
    void finish() {
        lock.lock();
        try {
            if (subject != null) {
                Lab.sweep(subject);
                write(subject);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(TckSubject of) {
        if (seen == null) {
            return;
        }
        RunReport report = seen.build(of, outcomes);
        try {
            Path directory = Files.createDirectories(Path.of(System.getProperty(DIRECTORY, "target/hvsdk-tck")));
            Files.write(directory.resolve(of.name() + ".tck"), report.lines());
        } catch (IOException e) {
            throw new UncheckedIOException("the report of the run cannot be written", e);
        }
    }
}
