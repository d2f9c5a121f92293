/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BackendsCommandTest {
    @Test
    void listsABackendThatCanBeUsed() {
        Run run = Run.hv("backends");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).anySatisfy(line -> assertThat(line.strip()).matches("fake +fake: +usable"));
        assertThat(run.out()).doesNotContain("Found, but not usable");
    }

    @Test
    void reportsBrokenProvidersWithTheirReasonsAndHidesNoOther() throws IOException {
        Run run = runWithBrokenProviders("backends");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).anySatisfy(line -> assertThat(line.strip()).matches("fake +fake: +usable"));
        assertThat(run.lines()).anySatisfy(line -> assertThat(line.strip()).startsWith("moody "));
        assertThat(run.out())
                .contains("Found, but not usable")
                .contains("the disk of the licence server is full")
                .contains("dev.hvsdk.cli.NoSuchProvider")
                .contains("its id 'fake' is taken")
                .contains("not usable: the daemon does not run; start it");
    }

    @Test
    void reportsBrokenProvidersAsJson() throws IOException {
        Run run = runWithBrokenProviders("backends", "--format", "json");

        JsonContract.validate("backends", run.out());
        assertThat(JsonContract.parse(run.out()).get("problems")).hasSize(3);
    }

    private static Run runWithBrokenProviders(String... args) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new BrokenProviders(before));
        try {
            return Run.withColumns(140, args);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
