/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/** Something else that libvirt told of a guest, by its own name and without a type of its own. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestNotice extends LibvirtGuestEvent {
    private final String type;
    private final List<String> texts;
    private final List<Long> numbers;

    /** The event of this guest at this time. */
    public GuestNotice(Instant time, GuestId guest, String name, String type, List<String> texts, List<Long> numbers) {
        super(time, guest, name);
        this.type = type;
        this.texts = List.copyOf(texts);
        this.numbers = List.copyOf(numbers);
    }

    /** Libvirt's name of the event, in lower case with hyphens: {@code watchdog}, {@code tray-change}. */
    @Override
    public String type() {
        return type;
    }

    /** The texts that came with it, in the order of the C API. */
    public List<String> texts() {
        return texts;
    }

    /** The numbers that came with it, in the order of the C API. */
    public List<Long> numbers() {
        return numbers;
    }

    @Override
    List<Object> details() {
        return List.of(type, texts, numbers);
    }

    @Override
    public String toString() {
        return name() + ": " + type;
    }
}
