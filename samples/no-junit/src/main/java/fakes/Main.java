/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package fakes;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;

/** A plain program that uses a fake host, without JUnit and AssertJ on its path. */
final class Main {
    private Main() {}

    public static void main(String[] args) {
        for (String library : new String[] {"org.junit.jupiter.api.Test", "org.assertj.core.api.Assertions"}) {
            require(isMissing(library), "this sample is meant to run without " + library);
        }
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);
        try (Hypervisor host = fake.open()) {
            Guest web = host.findGuest("web").orElseThrow();
            fake.faults().on(HostCall.START).times(1).fail(HypervisorException.TimedOut.class);
            try {
                web.start().await();
                throw new IllegalStateException("the fault did not strike");
            } catch (HypervisorException.TimedOut e) {
                System.out.println("first: " + e.getMessage());
            }
            web.start().await();
            System.out.println("then: " + web.info());
            require(web.info().state() == GuestState.RUNNING, "web does not run");
        }
        fake.journal().entries().forEach(System.out::println);
        require(fake.leftovers().isEmpty(), "left open: " + fake.leftovers());
    }

    private static boolean isMissing(String type) {
        try {
            Class.forName(type);
            return false;
        } catch (ClassNotFoundException e) {
            return true;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
