/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each change of what the artifacts export is seen in review, because it changes a committed file. */
class ApiListingTest {
    private static final String WRITE = "hvsdk.api.write";
    private static final Path ROOT = Path.of(System.getProperty("hvsdk.root"));
    private static final Path LISTINGS = ROOT.resolve("docs/apidiffs/current_vs_none");

    private static Codebase code;

    @TempDir
    Path scratch;

    @BeforeAll
    static void readCodebase() {
        code = Codebase.read(ROOT);
    }

    @Test
    void listingsAreAsCommitted() throws IOException {
        for (Artifact artifact : code.artifacts()) {
            assertListing(artifact, new ApiListing(code, artifact, scratch).lines());
        }
    }

    private static void assertListing(Artifact artifact, List<String> lines) throws IOException {
        Path listing = LISTINGS.resolve(artifact.name() + ".txt");
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(LISTINGS);
            Files.write(listing, lines);
        }
        assertThat(listing).exists();
        assertThat(Files.readAllLines(listing))
                .as(
                        "%s is out of date: the public API has changed. If it was meant to: mvn -pl architecture -am test"
                                + " -Dtest=ApiListingTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        ROOT.relativize(listing), WRITE)
                .isEqualTo(lines);
    }

    @Test
    void aRemovedTypeAndAnAddedOneAreTold() {
        ApiListing api = new ApiListing(code, artifact("sdk-api"), scratch);
        assertThat(api.difference(all -> true, path -> !path.endsWith("/Hypervisors.class")))
                .anyMatch(line ->
                        line.startsWith("---") && line.contains("REMOVED CLASS") && line.contains("Hypervisors"));
        assertThat(api.difference(path -> !path.endsWith("/Hypervisors.class"), all -> true))
                .anyMatch(line -> line.startsWith("+++") && line.contains("NEW CLASS") && line.contains("Hypervisors"));
        assertThat(api.difference(all -> true, all -> true)).isEmpty();
    }

    private static Artifact artifact(String name) {
        return code.artifacts().stream()
                .filter(artifact -> artifact.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
