/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Makes an error of each of the eight situations, as if the host had been in it. */
final class Situations {
    private static final String WHAT = "it fails because the test says so";

    private static final Map<Class<? extends HypervisorException>, Function<ErrorFactory, HypervisorException>> ALL =
            all();

    /** What happens to healthy programs on a bad day, and passes. */
    private static final List<Class<? extends HypervisorException>> PASSING =
            List.of(HypervisorException.Unreachable.class, HypervisorException.TimedOut.class);

    private Situations() {}

    private static Map<Class<? extends HypervisorException>, Function<ErrorFactory, HypervisorException>> all() {
        Map<Class<? extends HypervisorException>, Function<ErrorFactory, HypervisorException>> all =
                new LinkedHashMap<>();
        all.put(HypervisorException.NotFound.class, errors -> errors.notFound(WHAT));
        all.put(HypervisorException.Conflict.class, errors -> errors.conflict(WHAT));
        all.put(HypervisorException.WrongState.class, errors -> errors.wrongState(WHAT));
        all.put(HypervisorException.PermissionDenied.class, errors -> errors.permissionDenied(WHAT));
        all.put(
                HypervisorException.Unsupported.class,
                errors -> errors.unsupported(Support.Reason.HOST_MISCONFIGURED, WHAT));
        all.put(
                HypervisorException.Unreachable.class,
                errors -> errors.asTransient().unreachable(WHAT));
        all.put(
                HypervisorException.TimedOut.class,
                errors -> errors.asTransient().timedOut(WHAT));
        all.put(HypervisorException.HostFailure.class, errors -> errors.hostFailure(WHAT));
        return all;
    }

    /** Makes errors of this class; throws {@link IllegalArgumentException} if it is none of the eight. */
    static Function<ErrorFactory, HypervisorException> of(Class<? extends HypervisorException> situation) {
        Function<ErrorFactory, HypervisorException> maker = ALL.get(situation);
        if (maker == null) {
            throw new IllegalArgumentException("name one of the eight situations, not " + situation.getSimpleName());
        }
        return maker;
    }

    /** Makes errors that pass when the call is tried again, which one is chosen by the seed. */
    static Function<ErrorFactory, HypervisorException> passing(long seed) {
        Random random = new Random(seed);
        return errors -> of(PASSING.get(random.nextInt(PASSING.size()))).apply(errors);
    }
}
