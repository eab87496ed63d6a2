// What the tests use of selenium-webdriver, which brings no types.
declare module "selenium-webdriver" {
  interface Element {
    click(): Promise<void>;
    sendKeys(...keys: string[]): Promise<void>;
  }
  interface Driver {
    get(url: string): Promise<void>;
    quit(): Promise<void>;
    getCapabilities(): Promise<{ getBrowserVersion(): string }>;
    findElement(by: object): Promise<Element>;
    executeScript<T>(script: string | ((...args: any[]) => T), ...args: unknown[]): Promise<T>;
    executeAsyncScript<T>(script: string | ((...args: any[]) => void), ...args: unknown[]): Promise<T>;
    wait<T>(condition: () => Promise<T | false>, timeout: number, message?: string): Promise<T>;
    switchTo(): { frame(index: number): Promise<void>; defaultContent(): Promise<void> };
    /** Chrome's only. */
    sendAndGetDevToolsCommand?(name: string, parameters: object): Promise<any>;
    manage(): {
      setTimeouts(timeouts: { script?: number; pageLoad?: number }): Promise<void>;
      window(): { setRect(size: { width: number; height: number }): Promise<unknown> };
    };
  }
  class Builder {
    usingServer(url: string): this;
    withCapabilities(capabilities: object): this;
    build(): Promise<Driver>;
  }
  const By: { css(selector: string): object };
  const Key: Record<"END" | "ENTER" | "HOME" | "ARROW_RIGHT" | "ARROW_DOWN" | "ARROW_UP" | "ARROW_LEFT", string>;
}
