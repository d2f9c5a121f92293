/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.host.root.HostRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This machine captured and inspected beside this machine inspected: the whole answer, as users read it. */
class InspectCaptureTest {
    /** Memory comes and goes between the two, and what to do where something was not readable differs. */
    private static final List<String> CHANGING = List.of("availableBytes", "free", "remedy");

    /** Who may not read all of the machine is told so there, and may not capture it here. */
    private static final List<String> TOLD_TO_USERS = List.of("limitations");

    @TempDir
    Path directory;

    @Test
    void givesTheAnswerOfTheMachine() throws IOException {
        String capture = directory.resolve("capture").toString();
        assertThat(Run.hv("capture", capture).exitCode()).isZero();

        JsonNode ofTheMachine = inspected();

        assertThat(inspected("--root", capture)).isEqualTo(ofTheMachine);
        assertThat(ofTheMachine.at("/cpu/threads").asInt()).isPositive();
    }

    private static JsonNode inspected(String... root) throws IOException {
        String[] words = Stream.concat(Stream.of("inspect", "--format", "json"), Stream.of(root))
                .toArray(String[]::new);
        JsonNode answer = JsonContract.parse(Run.hv(words).out());
        CHANGING.forEach(name -> drop(name, answer));
        if (HostRoot.live().facts().uid().value().orElse(-1) != 0) {
            TOLD_TO_USERS.forEach(name -> drop(name, answer));
        }
        return answer;
    }

    private static void drop(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(name);
        }
        node.forEach(child -> drop(name, child));
    }
}
