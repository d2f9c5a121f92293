/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A program used a strict {@link FakeHost} in a way that goes well with a fake and wrong with a host; the message has the calls
 * that led there.
 *
 * <p>An {@link AssertionError}, so that a program that catches its exceptions does not hide it. Immutable, as far as a
 * {@link Throwable} is.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ProtocolMisuseError extends AssertionError {
    private static final long serialVersionUID = 1;

    ProtocolMisuseError(List<String> misuses, String history) {
        super(String.join("\n", misuses) + "\nWhat the host was asked:\n" + history);
    }
}
