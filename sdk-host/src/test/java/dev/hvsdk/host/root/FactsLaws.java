/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.testing.Defects;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** What holds for all bytes that may be the {@code host.json} of a capture: they are read and can be written again, or refused by name. */
final class FactsLaws {
    private FactsLaws() {}

    /** True if they were read. */
    static boolean hold(byte[] input) {
        try {
            look(HostRoot.of(RecordedFacts.ofJson(input)));
            return true;
        } catch (InvalidCaptureException e) {
            return false;
        }
    }

    private static void look(HostRoot host) {
        Defects.requireNone(HostInspector.of(host).inspect().limitations());
        byte[] written = written(host);
        byte[] again = written(HostRoot.of(RecordedFacts.ofJson(written)));
        if (!Arrays.equals(written, again)) {
            throw new AssertionError("what was written is read as something else");
        }
    }

    private static byte[] written(HostRoot host) {
        try {
            return FactsJson.write(host, IdentifierMask.none());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
