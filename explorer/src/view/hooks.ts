import { useEffect, useState } from "preact/hooks";
import { answer } from "../state";

/** What was asked for, or undefined while it is not there; an answer that comes after a newer question is dropped. */
export function useAnswer<T>(ask: () => Promise<T> | undefined, about: readonly unknown[]): T | undefined {
  const [found, setFound] = useState<T | undefined>();
  useEffect(() => {
    let isCurrent = true;
    const asked = ask();
    if (asked) void answer(asked).then((got) => isCurrent && setFound(() => got));
    else setFound(undefined);
    return () => {
      isCurrent = false;
    };
  }, about);
  return found;
}

/** The size of an element in pixels, followed as it changes. */
export function useSize(element: { current: Element | null }): { width: number; height: number } | undefined {
  const [size, setSize] = useState<{ width: number; height: number } | undefined>();
  useEffect(() => {
    const watched = element.current;
    if (!watched) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width, height });
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return size;
}
